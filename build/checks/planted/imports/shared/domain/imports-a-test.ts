// planted: tests-are-imported-by-nobody
import './target.test.ts';
export {};
