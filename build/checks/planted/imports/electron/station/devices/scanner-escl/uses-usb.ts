// planted: driver-scanner-escl-vendor
import 'node-hid';
export {};
