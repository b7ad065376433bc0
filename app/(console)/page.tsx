import { redirect } from 'next/navigation';
import { paths } from '@/lib/client/paths';

export default function StartPage(): never {
  redirect(paths.agents());
}
