'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import { toast } from '@/components/ui/toast';
import { applyRefusal } from '@/components/forms/apply-refusal';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { api } from '@/lib/client/api-client';
import { apiPaths, paths } from '@/lib/client/paths';
import { mcpServerSchema } from '@/lib/contract/mcp-server';
import { dataOf } from '@/lib/contract/pagination';
import { ServerFields } from './server-fields';
import { createBody, emptyServerForm, serverFormSchema } from './server-form';

const formId = 'add-server';
const answerSchema = dataOf(mcpServerSchema);

/** Registers a server, reads its tools and opens its page. */
export function AddServerDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useForm({
    resolver: zodResolver(serverFormSchema),
    defaultValues: emptyServerForm,
    mode: 'onTouched',
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    if (values.auth.type === 'header' && values.auth.value === '') {
      form.setError(
        'auth.value',
        { message: 'Enter the value, or choose no authentication.' },
        { shouldFocus: true },
      );
      return;
    }
    try {
      const { data: server } = await api.post(apiPaths.mcpServers(), createBody(values), answerSchema);
      await queryClient.invalidateQueries({ queryKey: ['mcp-servers'] });
      void queryClient.invalidateQueries({ queryKey: ['tool-policies'] });
      if (server.last_error === null)
        toast.success(`Registered ${server.name} with ${server.tool_count} tools`);
      else toast.warning(`Registered ${server.name}, but it cannot be reached yet`);
      onClose();
      router.push(paths.mcpServer(server.name));
    } catch (error) {
      applyRefusal(form, error);
    }
  });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add an MCP server"
      description="Its tools are read at once. Until somebody reviews them they ask before every call."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
            {isSubmitting ? 'Connecting…' : 'Add server'}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ServerFields form={form} />
        <FormError message={errors.root?.message} />
      </form>
    </Dialog>
  );
}
