// planted: catalogue-packages
import 'better-sqlite3';
export {};
