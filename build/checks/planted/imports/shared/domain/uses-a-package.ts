// planted: shared-domain-packages
import 'zod';
export {};
