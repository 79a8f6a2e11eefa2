import { type Pod, watchResources } from '@parley/pod-client';
import { useEffect, useRef } from 'react';

/** Says when documents of the pod may have changed: by the server's notifications, or by asking where it has none. */
export function useWatch(pod: Pod, urls: readonly string[], onChange: () => void): void {
  const told = useRef(onChange);
  told.current = onChange;
  const watched = urls.join(' ');
  useEffect(() => {
    const tell = () => told.current();
    const watch = watchResources({ ...pod, urls: watched.split(' '), onChange: tell, onStale: tell });
    return () => watch.close();
  }, [pod, watched]);
}
