'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { toast } from '@/components/ui/toast';
import { applyRefusal } from '@/components/forms/apply-refusal';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { mcpServerSchema, type McpServer } from '@/lib/contract/mcp-server';
import { dataOf } from '@/lib/contract/pagination';
import { ServerFields } from './server-fields';
import { patchBody, serverFormOf, serverFormSchema } from './server-form';

const formId = 'edit-server';
const answerSchema = dataOf(mcpServerSchema);

/** Changes description, address and credential. The credential is write-only: an empty field keeps the stored one. */
export function EditServerDialog({ server, onClose }: { server: McpServer; onClose: () => void }) {
  const queryClient = useQueryClient();
  const form = useForm({
    // A bundled server has no address, which the form would ask for.
    resolver: zodResolver(serverFormSchema),
    defaultValues: server.builtin
      ? { ...serverFormOf(server), url: 'http://127.0.0.1' }
      : serverFormOf(server),
    mode: 'onTouched',
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      await api.patch(apiPaths.mcpServer(server.name), patchBody(values, server), answerSchema);
    } catch (error) {
      applyRefusal(form, error);
      return;
    }
    await queryClient.invalidateQueries({ queryKey: ['mcp-servers'] });
    void queryClient.invalidateQueries({ queryKey: ['tool-policies'] });
    toast.success(`Saved ${server.name}`);
    onClose();
  });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Edit ${server.name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
            {isSubmitting ? 'Saving…' : 'Save'}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ServerFields form={form} server={server} />
        <FormError message={errors.root?.message} />
      </form>
    </Dialog>
  );
}
