<#
.SYNOPSIS
  The lock of a Tapdesk station as a configuration of PowerShell DSC (Windows PowerShell 5.1).
.DESCRIPTION
  Says nothing of its own: lock.ps1 beside the program sets the lock, and looks whether it is in force. To take the lock off, take
  the configuration away (Remove-DscConfigurationDocument), then run `lock.ps1 undo`.
.EXAMPLE
  . .\TapdeskLock.dsc.ps1; TapdeskLock -OutputPath C:\Tapdesk; Start-DscConfiguration -Path C:\Tapdesk -Wait; Test-DscConfiguration
#>
Configuration TapdeskLock {
  param(
    [string] $Account = 'tapdesk',
    [string] $Lock = "$env:ProgramFiles\Tapdesk\resources\lock\lock.ps1"
  )
  Import-DscResource -ModuleName PSDesiredStateConfiguration
  Node 'localhost' {
    Script Lock {
      GetScript = { @{ Result = (& powershell.exe -NoProfile -ExecutionPolicy Bypass -File $using:Lock check -Account $using:Account) -join '; ' } }
      TestScript = {
        & powershell.exe -NoProfile -ExecutionPolicy Bypass -File $using:Lock check -Account $using:Account | Write-Verbose
        return $LASTEXITCODE -eq 0
      }
      SetScript = {
        & powershell.exe -NoProfile -ExecutionPolicy Bypass -File $using:Lock set -Account $using:Account | Write-Verbose
        if ($LASTEXITCODE -ne 0) { throw "lock.ps1 set ended with $LASTEXITCODE" }
        $global:DSCMachineStatus = 1
      }
    }
  }
}
