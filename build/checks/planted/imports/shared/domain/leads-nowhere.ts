// planted: not-resolvable
import './not-there.ts';
export {};
