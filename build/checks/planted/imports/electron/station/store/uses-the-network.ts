// planted: store-packages
import 'undici';
export {};
