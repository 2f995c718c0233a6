export { ForgotForm as ForgotPage } from '../../../features/auth/ForgotForm.tsx';
