// planted: driver-counter-display-vendor
import 'node-hid';
export {};
