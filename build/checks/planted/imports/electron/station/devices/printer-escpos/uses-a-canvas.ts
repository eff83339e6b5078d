// planted: driver-printer-escpos-vendor
import '@napi-rs/canvas';
export {};
