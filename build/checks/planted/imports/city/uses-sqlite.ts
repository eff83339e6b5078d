// planted: city-packages
import 'better-sqlite3';
export {};
