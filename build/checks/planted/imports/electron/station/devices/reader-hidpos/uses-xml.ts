// planted: driver-reader-hidpos-vendor
import 'fast-xml-parser';
export {};
