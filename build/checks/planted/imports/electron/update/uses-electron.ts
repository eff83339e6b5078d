// planted: update-packages
import 'electron';
export {};
