// planted: signing-packages
import 'better-sqlite3';
export {};
