// planted: printing-packages
import 'better-sqlite3';
export {};
