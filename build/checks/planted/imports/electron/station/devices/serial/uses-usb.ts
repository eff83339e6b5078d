// planted: driver-serial-vendor
import 'node-hid';
export {};
