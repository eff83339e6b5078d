// planted: link-packages
import 'ws';
export {};
