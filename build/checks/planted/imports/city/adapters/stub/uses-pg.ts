// planted: portal-stub-packages
import 'pg';
export {};
