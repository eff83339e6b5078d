// planted: driver-hid-vendor
import 'fast-xml-parser';
export {};
