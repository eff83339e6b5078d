// planted: sound-packages
import 'better-sqlite3';
export {};
