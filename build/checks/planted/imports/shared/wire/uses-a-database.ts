// planted: shared-wire-packages
import 'pg';
export {};
