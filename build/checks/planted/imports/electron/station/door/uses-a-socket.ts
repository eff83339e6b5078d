// planted: door-packages
import 'ws';
export {};
