// planted: life-packages
import 'better-sqlite3';
export {};
