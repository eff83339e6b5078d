// planted: renderer-packages
import 'electron';
export {};
