//! What a process that reads a stranger's file may not do. Each bar stands by itself; what a system does not have is left out.

/// How much memory it may ask for, in bytes of addresses: with the bytes of the file, which the process that asks holds, less than 500 MB.
#[cfg(unix)]
const MEMORY: u64 = 440 << 20;
/// How long it may compute, in seconds.
#[cfg(unix)]
const SECONDS: u64 = 10;

/// Confines this process for the rest of its life: 440 MB of memory, ten seconds of computing, no file but those already open, no
/// network, no other program.
pub fn confine() {
    #[cfg(unix)]
    {
        use rlimit::{Resource, setrlimit};
        let bars =
            [(Resource::AS, MEMORY), (Resource::CPU, SECONDS), (Resource::FSIZE, 0), (Resource::CORE, 0)];
        for (resource, most) in bars {
            let _ = setrlimit(resource, most, most);
        }
    }
    #[cfg(target_os = "linux")]
    {
        let _ = no_files();
        let _ = few_calls();
    }
}

/// No file can be opened any more, by any name.
#[cfg(target_os = "linux")]
fn no_files() -> Result<(), landlock::RulesetError> {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr};
    let version = ABI::V5;
    let bars = Ruleset::default().handle_access(AccessFs::from_all(version))?;
    bars.handle_access(AccessNet::from_all(version))?.create()?.restrict_self()?;
    Ok(())
}

/// The system does for this process what computing needs, and refuses all else.
#[cfg(target_os = "linux")]
fn few_calls() -> Result<(), Box<dyn std::error::Error>> {
    use std::collections::BTreeMap;

    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter};

    const CALLS: &[i64] = &[
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_lseek,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_sched_yield,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_tgkill,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_restart_syscall,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];
    let calls = CALLS.iter().map(|call| (*call, Vec::new())).collect::<BTreeMap<_, _>>();
    let refused = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let filter =
        SeccompFilter::new(calls, refused, SeccompAction::Allow, std::env::consts::ARCH.try_into()?)?;
    apply_filter(&BpfProgram::try_from(filter)?)?;
    Ok(())
}
