// Invented people for training. None of them lives: their ID numbers end in 000061 to 000069, which no register gives to anybody here, and their addresses do not exist.

import type { Person } from '../../shared/contract/visit.ts';

const SOMEWHERE = 'Xóm Tập Dùng, xã Không Có Thật';

/** In the order in which the seed and the reader of cards take them. */
export const TRAINING_PEOPLE: readonly Person[] = [
  person('001190000061', 'Nguyễn Thị Tập Một', '1990-03-12', 'female'),
  person('001085000062', 'Trần Văn Tập Hai', '1985-11-02', 'male'),
  person('001178000063', 'Lê Thị Tập Ba', '1978-06-25', 'female'),
  person('001062000064', 'Phạm Văn Tập Bốn', '1962-01-30', 'male'),
  person('001195000065', 'Hoàng Thị Tập Năm', '1995-09-09', 'female'),
  person('001099000066', 'Đỗ Văn Tập Sáu', '1999-12-18', 'male'),
];

function person(idNumber: string, fullName: string, birthDate: string, sex: Person['sex']): Person {
  return { idNumber, oldIdNumber: '', fullName, birthDate, sex, address: SOMEWHERE, issuedOn: '2022-05-20', phone: '' };
}
