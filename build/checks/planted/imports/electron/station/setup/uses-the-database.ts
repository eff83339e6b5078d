// planted: setup-packages
import 'better-sqlite3';
export {};
