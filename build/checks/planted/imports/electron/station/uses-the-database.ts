// planted: compose-packages
import 'better-sqlite3';
export {};
