// planted: pages-packages
import 'better-sqlite3';
export {};
