import { LoginPage } from '../login/LoginPage';

export default function SignupPage() {
  return <LoginPage isNew />;
}
