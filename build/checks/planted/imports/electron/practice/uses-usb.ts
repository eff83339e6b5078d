// planted: practice-packages
import 'node-hid';
export {};
