// planted: driver-reader-serial-vendor
import 'node-hid';
export {};
