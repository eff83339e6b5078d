// planted: device-registry-packages
import 'node-hid';
export {};
