// planted: covers-packages
import 'better-sqlite3';
export {};
