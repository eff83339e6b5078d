// Uses one of two exports.
import { used } from './pair.ts';

export default used;
