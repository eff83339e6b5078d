// planted: papers-packages
import 'better-sqlite3';
export {};
