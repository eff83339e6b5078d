// planted: driver-scanner-program-vendor
import 'fast-xml-parser';
export {};
