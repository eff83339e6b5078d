// planted: sync-packages
import 'better-sqlite3';
export {};
