import { LinkButton } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useWords } from '../../../words/locale.tsx';

/** Whoever comes with a company's request before there is a connected pod connects it first, and is back here then. */
export function ConnectFirst({ requestId }: { readonly requestId: string }) {
  const { connect, request: words } = useWords();
  return (
    <Notice
      action={
        <LinkButton to={`/connect?back=${encodeURIComponent(`/requests/${requestId}`)}`} weight="main">
          {connect.title}
        </LinkButton>
      }
    >
      <p>{words.connectFirst}</p>
    </Notice>
  );
}
