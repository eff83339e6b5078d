// planted: shared-base-packages
import 'zod';
export {};
