// planted: shell-packages
import 'ws';
export {};
