// planted: host-packages
export const later = () => import('electron');
