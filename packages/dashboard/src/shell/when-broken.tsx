import { Component, type ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { useWords } from '../words/locale.tsx';

interface Props {
  readonly children: ReactNode;
  /** The page's address: another page is another try. */
  readonly place: string;
}

/** A fault in one page leaves the others as they are. */
export class WhenBroken extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidUpdate(before: Props) {
    if (before.place !== this.props.place && this.state.isBroken) this.setState({ isBroken: false });
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { common, problems } = useWords();
  return (
    <Notice tone="bad" action={<Button onClick={() => location.reload()}>{common.retry}</Button>}>
      <h1>{problems.title}</h1>
      <p>{problems.unknown}</p>
    </Notice>
  );
}
