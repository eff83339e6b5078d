// planted: shared-contract-packages
import 'ws';
export {};
