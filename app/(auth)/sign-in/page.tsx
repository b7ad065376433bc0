import type { Metadata } from 'next';
import { SignInForm } from '@/components/forms/sign-in-form';
import { BrandMark } from '@/components/layout/brand-mark';

export const metadata: Metadata = { title: 'Sign in' };

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const { callbackUrl } = await searchParams;
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-canvas px-5 py-10">
      <div className="w-full max-w-[320px]">
        <BrandMark className="size-8" />
        <h1 className="mt-4 text-xl font-semibold">Sign in to Tackroom</h1>
        <p className="mt-1 mb-6 text-muted">With the email and password of your account.</p>
        <SignInForm callbackUrl={typeof callbackUrl === 'string' ? callbackUrl : null} />
        <p className="mt-6 text-xs text-muted">
          New installation? The first start printed an administrator and a password in its terminal.
        </p>
      </div>
    </main>
  );
}
