// planted: commands-packages
import 'better-sqlite3';
export {};
