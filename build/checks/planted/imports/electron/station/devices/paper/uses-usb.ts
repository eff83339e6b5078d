// planted: driver-paper-vendor
import 'node-hid';
export {};
