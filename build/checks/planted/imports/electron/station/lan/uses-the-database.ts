// planted: lan-packages
import 'better-sqlite3';
export {};
