// planted: driver-unnamed-vendor
import 'fast-xml-parser';
export {};
