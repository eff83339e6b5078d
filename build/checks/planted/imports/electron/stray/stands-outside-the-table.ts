// planted: every-file-has-one-zone

export {};
