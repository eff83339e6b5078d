// planted: driver-buttons-vendor
import 'node-hid';
export {};
