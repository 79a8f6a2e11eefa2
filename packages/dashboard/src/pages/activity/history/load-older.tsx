import { useEffect, useRef } from 'react';
import { Button } from '../../../design/button.tsx';
import { useWords } from '../../../words/locale.tsx';

interface Props {
  readonly isBusy: boolean;
  readonly onLoad: () => void;
}

/** Brings what is older: by itself when it comes near the window, else by a press. */
export function LoadOlder({ isBusy, onLoad }: Props) {
  const { activity } = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null || isBusy) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && onLoad(), {
      rootMargin: '800px',
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isBusy, onLoad]);
  return (
    <div ref={place}>
      <Button isBusy={isBusy} onClick={onLoad}>
        {activity.more}
      </Button>
    </div>
  );
}
